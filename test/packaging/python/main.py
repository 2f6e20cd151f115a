"""The app of examples/httpbin/main.ts in Python; both have to render the same bytes."""

from cdk8s import ApiObjectMetadata, App, Chart
from cdk8s_istio import (
    Backend,
    Credential,
    IngressSubset,
    PlainHttp,
    Request,
    SecretForm,
    SecureIngress,
    TrafficTest,
)
from cdk8s_plus_27 import ContainerProps, Deployment, Service, ServicePort

app = App()
chart = Chart(app, "httpbin", namespace="default")
service = Service(
    chart,
    "service",
    metadata=ApiObjectMetadata(name="httpbin-service"),
    ports=[ServicePort(name="http", port=80, target_port=8080)],
)
service.select_label("app", "httpbin")
for version in ["v1", "v2"]:
    Deployment(
        chart,
        version,
        pod_metadata=ApiObjectMetadata(labels={"app": "httpbin", "version": version}),
        containers=[ContainerProps(image="mccutchen/go-httpbin:v2.15.0", port_number=8080)],
    )

SecureIngress(
    chart,
    "ingress",
    name="httpbin",
    hosts=["httpbin.local.1q77.com"],
    credential=Credential.self_signed(form=SecretForm.GENERIC),
    backend=Backend.service(service),
    subsets=[
        IngressSubset(name="v1", labels={"version": "v1"}, weight=0),
        IngressSubset(name="v2", labels={"version": "v2"}, weight=100),
    ],
    plain_http=PlainHttp.SERVE,
    also_in_mesh=True,
)
app.synth()

# What is rendered can be tested without a cluster, too.
result = TrafficTest.of(app).send(Request.get("https://httpbin.local.1q77.com/headers"))
result.expect_subset("v2").expect_shares({"v1": 0, "v2": 100})
assert result.trace.outcomes[0].workload.startswith("default/"), result.trace.to_text()
