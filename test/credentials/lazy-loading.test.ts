import { PROCESSES_TAKE_TIME, runScript } from './support/run';

test(
  'an app with nothing but existing Secrets loads no cryptography',
  async () => {
    expect(JSON.parse(await runScript('loaded.ts'))).toEqual({ used: [true, true], loaded: [] });
  },
  PROCESSES_TAKE_TIME,
);
