const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');
const { analyse } = require('../lib/analyse.cjs');

/** Reads the YAML of a mesh, judges it as an API server does, indexes it and runs all rules. N is the number of objects. */
exports.title = 'analyse YAML';
exports.against = ['parse-yaml', 'parse-yaml-as-cdk8s'];
exports.counts = [1_000, 10_000, 40_000, 100_000];
exports.rounds = 3;

exports.run = ({ count }) => analyse(meshYaml(count), count + INSTALLED);
