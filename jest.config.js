/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  // What builds leave behind holds copies of the package; Jest would take them for modules and tests of its own.
  modulePathIgnorePatterns: ['<rootDir>/(build|dist|lib)/'],
  moduleNameMapper: { '^cdk8s-istio$': '<rootDir>/src/index.ts' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  reporters: ['<rootDir>/test/support/reporters/strict-snapshots.js', 'default'],
  maxWorkers: '100%',
};
