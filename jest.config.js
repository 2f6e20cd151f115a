/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  // What builds leave behind holds copies of the package; Jest would take them for modules and tests of its own.
  modulePathIgnorePatterns: ['<rootDir>/(build|dist|lib)/'],
  moduleNameMapper: {
    '^cdk8s-istio$': '<rootDir>/src/index.ts',
    '^#page$': '<rootDir>/test/support/page-module.ts',
  },
  transform: {
    '(\\.ts|cel-js/lib/.*\\.js)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // ES modules, which Jest does not load as they are.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
  reporters: ['<rootDir>/test/support/reporters/strict-snapshots.js', 'default'],
  maxWorkers: '100%',
};
