const { loadAll } = require('js-yaml');
const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');
const { parse } = require('../lib/parse.cjs');

/** Reads the YAML of a mesh by the parser that ours uses, and does nothing with it. */
exports.title = 'parse by js-yaml';

exports.run = ({ count }) => parse(meshYaml(count), loadAll, count + INSTALLED);
