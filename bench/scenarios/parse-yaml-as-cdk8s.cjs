const { parseAllDocuments } = require('yaml');
const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');

/** Reads the YAML of a mesh as `Yaml.load()` of cdk8s does, from texts instead of addresses. */
exports.title = 'parse as cdk8s';

exports.run = ({ count }) => {
  let objects = 0;
  for (const text of meshYaml(count)) {
    objects += parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJSON()).length;
  }
  if (objects !== count + INSTALLED) {
    throw new Error(`${objects} objects instead of ${count}`);
  }
};
