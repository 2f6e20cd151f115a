const { loadAll } = require('js-yaml');
const { INSTALLED, fullMeshYaml } = require('../lib/full-mesh-yaml.cjs');
const { parse } = require('../lib/parse.cjs');

/** Reads the YAML of that mesh by the parser that ours uses, and does nothing with it. */
exports.title = 'parse by js-yaml';

exports.run = ({ count }) => parse(fullMeshYaml(count), loadAll, count + INSTALLED);
