const { loadAll } = require('js-yaml');
const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');

/** Reads the YAML of a mesh, and does nothing with it. */
exports.title = 'parse YAML';

exports.run = ({ count }) => {
  let objects = 0;
  for (const text of meshYaml(count)) {
    objects += loadAll(text).length;
  }
  if (objects !== count + INSTALLED) {
    throw new Error(`${objects} objects instead of ${count}`);
  }
};
