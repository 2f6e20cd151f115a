const { loadAll } = require('js-yaml');
const { INSTALLED, fullMeshYaml } = require('../lib/full-mesh-yaml.cjs');

/** Reads the YAML of that mesh by the parser that ours uses, and does nothing with it. */
exports.title = 'parse by js-yaml';

exports.run = ({ count }) => {
  let objects = 0;
  for (const text of fullMeshYaml(count)) {
    objects += loadAll(text).length;
  }
  if (objects !== count + INSTALLED) {
    throw new Error(`${objects} objects instead of ${count}`);
  }
};
