/** Parses files of YAML by a parser that makes a list of a text's documents; throws unless these are so many. */
exports.parse = (texts, parser, objects) => {
  const parsed = texts.reduce((sum, text) => sum + parser(text).length, 0);
  if (parsed !== objects) {
    throw new Error(`${parsed} objects instead of ${objects}`);
  }
};
