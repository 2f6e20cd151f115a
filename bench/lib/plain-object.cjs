const { ApiObject } = require('cdk8s');

/** An object of Istio's networking API in a chart, by nothing but cdk8s. */
exports.addPlain = (chart, id, kind, { metadata, spec }) =>
  new ApiObject(chart, id, { apiVersion: 'networking.istio.io/v1', kind, metadata, spec });
