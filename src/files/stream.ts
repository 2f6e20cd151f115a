import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 64 * 1024;
const PAUSE_MS = 10;

/**
 * Reads a pipe, or an open file by its number, to its end. Reading files in one piece fails where a pipe has nothing to read yet.
 *
 * @throws if there is more than `limit` bytes in it.
 */
export function readStream(source: string | number, limit: number): Buffer {
  const file = typeof source === 'number' ? source : openSync(source, 'r');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) {
      size += chunk.length;
      if (size > limit) {
        throw new Error(`it has more than ${limit / 1024 / 1024} MB`);
      }
      chunks.push(chunk);
    }
  } finally {
    if (file !== source) {
      closeSync(file);
    }
  }
  return Buffer.concat(chunks);
}

/** What comes next; nothing at the end. */
function readChunk(file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(file, chunk));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') {
        return chunk.subarray(0, 0);
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
