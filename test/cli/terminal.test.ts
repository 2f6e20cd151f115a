import { Terminal } from '../../src/cli/terminal';

const CLEARED = '\r\u001b[2K';

/** What a terminal shows on either stream, in order. */
function shown(isTTY: boolean, use: (terminal: Terminal) => void): string[] {
  const writes: string[] = [];
  const stream = (name: string) => ({ isTTY, write: (text: string) => writes.push(`${name} ${text}`) });
  use(new Terminal(stream('out'), stream('err'), {}));
  return writes;
}

test('a person sees what takes long, until there is something else to see', () => {
  const writes = shown(true, (terminal) => {
    terminal.progress('reading 3 files', 3);
    terminal.progress('reading 10000 files', 10_000);
    terminal.progress('analysing 50000 objects', 50_000);
    terminal.print('done\n');
    terminal.tell('note');
  });
  expect(writes).toEqual([
    `err ${CLEARED}reading 10000 files ...`,
    `err ${CLEARED}analysing 50000 objects ...`,
    `err ${CLEARED}`,
    'out done\n',
    'err note\n',
  ]);
});

test('a person sees what is done after a second, however little it is', () => {
  jest.useFakeTimers();
  try {
    const writes = shown(true, (terminal) => {
      terminal.progress('reading', 1);
      jest.advanceTimersByTime(1500);
      terminal.progress('comparing', 1);
    });
    expect(writes).toEqual([`err ${CLEARED}comparing ...`]);
  } finally {
    jest.useRealTimers();
  }
});

test('nobody else sees any of it', () => {
  expect(shown(false, (terminal) => terminal.progress('reading 10000 files', 10_000))).toEqual([]);
});
