const { INSTALLED, fullMeshYaml } = require('../lib/full-mesh-yaml.cjs');
const { analyse } = require('../lib/analyse.cjs');

/** As `analyse-yaml`, with a policy of each kind for each service: the ratio grows with N where a rule takes time by the square of them. */
exports.title = 'analyse policies';
exports.against = 'parse-full-yaml';
exports.counts = [4_000, 16_000, 64_000];
exports.rounds = 3;

exports.run = ({ count }) => analyse(fullMeshYaml(count), count + INSTALLED);
