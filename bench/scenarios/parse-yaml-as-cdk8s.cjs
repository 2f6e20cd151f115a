const { parseAllDocuments } = require('yaml');
const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');
const { parse } = require('../lib/parse.cjs');

/** Reads the YAML of a mesh as `Yaml.load()` of cdk8s does, from texts instead of addresses. */
exports.title = 'parse as cdk8s';

exports.run = ({ count }) => parse(meshYaml(count), asCdk8s, count + INSTALLED);

function asCdk8s(text) {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJSON());
}
