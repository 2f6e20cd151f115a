// node child.cjs <scenario file> <input as JSON>: runs one scenario, and as the last thing prints what the process has cost.
const [, , scenario, input] = process.argv;

process.on('exit', (code) => {
  if (code === 0) {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stdout.write(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 }));
  }
});

require(scenario).run(JSON.parse(input));
