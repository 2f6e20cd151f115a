/** What any cdk8s app loads. */
exports.title = 'require cdk8s';

exports.run = () => {
  require('cdk8s');
};
