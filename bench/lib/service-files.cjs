/** Files of YAML with so many services, some hundred a file, after one of what all of them share. */
exports.serviceFiles = (shared, services, perFile, yamlOf) => {
  const files = [shared];
  for (let from = 0; from < services; from += perFile) {
    const to = Math.min(services, from + perFile);
    files.push(Array.from({ length: to - from }, (_, i) => yamlOf(`shop-${from + i}`)).join('---\n'));
  }
  return files;
};

/** The Kubernetes objects of a gateway's installation. */
exports.GATEWAY_OBJECTS = 2;

/** A gateway's installation: the Deployment of its pods, and the Service with one port in front. */
exports.gatewayYaml = ({ name, port, targetPort }) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: istio-ingressgateway
  namespace: istio-system
spec:
  selector:
    matchLabels:
      istio: ingressgateway
  template:
    metadata:
      labels:
        istio: ingressgateway
    spec:
      containers:
        - name: istio-proxy
          image: auto
---
apiVersion: v1
kind: Service
metadata:
  name: istio-ingressgateway
  namespace: istio-system
  labels:
    istio: ingressgateway
spec:
  selector:
    istio: ingressgateway
  ports:
    - name: ${name}
      port: ${port}
      targetPort: ${targetPort}
`;
