import { fromFolder, siteIn } from '../../src/kernel/creation-site';

const HERE = '/projects/shop';

function stack(...frames: string[]): string {
  return ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n');
}

describe.each([
  ['as a package', '/app/node_modules/cdk8s-istio/lib/core.js:831:9', '/app/node_modules/cdk8s-istio/lib/more.js:90:3'],
  ['linked from elsewhere', '/home/me/cdk8s-istio/lib/core.js:831:9', '/home/me/cdk8s-istio/lib/more.js:90:3'],
  [
    'as sources',
    '/home/me/cdk8s-istio/src/kernel/creation-site.ts:30:5',
    '/home/me/cdk8s-istio/src/patterns/canary.ts:9:1',
  ],
])('with the library %s', (_, own, other) => {
  const library = [`noteCreationSite (${own})`, `new IstioResource (${other})`, `new VirtualService (${other})`];

  it.each([
    ['the program itself', [`Object.<anonymous> (${HERE}/main.ts:18:1)`], 'main.ts:18:1'],
    ['a module', [`file://${HERE}/main.mjs:4:2`], 'main.mjs:4:2'],
    [
      'constructs of the user, whatever their folder is called',
      [`new Shop (${HERE}/lib/shop.ts:7:5)`, `Object.<anonymous> (${HERE}/main.ts:3:1)`],
      'lib/shop.ts:7:5',
    ],
    ['such folders in the sources', [`new Shop (${HERE}/src/patterns/shop.ts:7:5)`], 'src/patterns/shop.ts:7:5'],
    ['a program elsewhere', ['Object.<anonymous> (/srv/main.ts:1:1)'], '/srv/main.ts:1:1'],
    ['a folder whose name begins alike', [`Object.<anonymous> (${HERE}-2/main.ts:1:1)`], `${HERE}-2/main.ts:1:1`],
    [
      'constructs of other packages are no place of the user',
      [`new Team (/app/node_modules/@acme/team/lib/index.js:7:5)`, `Object.<anonymous> (${HERE}/main.ts:3:1)`],
      'main.ts:3:1',
    ],
    ['Node itself', ['Module._compile (node:internal/modules/cjs/loader:1521:14)'], undefined],
  ])('%s', (_what, frames, expected) => {
    const site = siteIn(stack(...library, ...frames));
    expect(site && fromFolder(HERE, site)).toBe(expected);
  });
});

it('knows nothing of a stack without lines', () => {
  expect(siteIn('Error')).toBeUndefined();
});
