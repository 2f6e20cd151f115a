/** What an app loads that imports this package, which brings cdk8s along. */
exports.title = 'require cdk8s-istio';
exports.against = 'import-cdk8s';
exports.counts = [1];
exports.rounds = 25;

exports.run = () => {
  require('cdk8s');
  require('cdk8s-istio');
};
