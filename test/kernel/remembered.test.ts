import { remembered } from '../../src/kernel/remembered';

test('what was made of a text is made once, undefined as well', () => {
  const make = jest.fn((text: string) => (text === '' ? undefined : text.length));
  const length = remembered(make);
  expect(['a', '', 'ab', '', 'a'].map(length)).toEqual([1, undefined, 2, undefined, 1]);
  expect(make.mock.calls.flat()).toEqual(['a', '', 'ab']);
});

test('it does not grow without end', () => {
  const make = jest.fn((text: string) => text);
  const same = remembered(make);
  for (const repetition of [1, 2]) {
    for (let index = 0; index < 1500; index++) {
      same(String(index));
    }
    expect(make).toHaveBeenCalledTimes(repetition === 1 ? 1500 : 2000);
  }
});
