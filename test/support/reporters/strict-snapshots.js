/**
 * A Jest reporter that fails the run over snapshots that Jest only mentions: obsolete ones, which no test reads any more, and
 * in CI ones that the run itself wrote, which nobody has looked at.
 */
class StrictSnapshots {
  #isCi;
  #error;

  constructor(globalConfig) {
    this.#isCi = globalConfig.ci;
  }

  onRunComplete(_contexts, results) {
    const faults = faultsOf(results.snapshot, this.#isCi);
    if (faults.length > 0) {
      this.#error = new Error(['Snapshots are not as committed:', ...faults].join('\n  '));
      process.stderr.write(`\n${this.#error.message}\n`);
    }
  }

  getLastError() {
    return this.#error;
  }
}

function faultsOf(snapshot, isCi) {
  const faults = snapshot.uncheckedKeysByFile.flatMap(({ filePath, keys }) =>
    keys.map((key) => `obsolete: "${key}" in ${filePath}; remove it with "npx jest --ci=false -u"`),
  );
  faults.push(...snapshot.filesRemovedList.map((file) => `obsolete file: ${file}; remove it`));
  if (isCi && snapshot.added > 0) {
    faults.push(`written: ${snapshot.added}; run the tests without --ci and commit what they write`);
  }
  return faults;
}

module.exports = StrictSnapshots;
