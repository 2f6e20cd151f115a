package httpbin;

import io.github.cdk8s.istio.Backend;
import io.github.cdk8s.istio.Credential;
import io.github.cdk8s.istio.IngressSubset;
import io.github.cdk8s.istio.PlainHttp;
import io.github.cdk8s.istio.Request;
import io.github.cdk8s.istio.SecretForm;
import io.github.cdk8s.istio.SecureIngress;
import io.github.cdk8s.istio.SelfSignedCredentialProps;
import io.github.cdk8s.istio.TrafficTest;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.plus27.ContainerProps;
import org.cdk8s.plus27.Deployment;
import org.cdk8s.plus27.Service;
import org.cdk8s.plus27.ServicePort;

/** The app of examples/httpbin/main.ts in Java; both have to render the same bytes. */
public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "httpbin", ChartProps.builder().namespace("default").build());
        Service service = Service.Builder.create(chart, "service")
                .metadata(ApiObjectMetadata.builder().name("httpbin-service").build())
                .ports(List.of(ServicePort.builder().name("http").port(80).targetPort(8080).build()))
                .build();
        service.selectLabel("app", "httpbin");
        for (String version : List.of("v1", "v2")) {
            Deployment.Builder.create(chart, version)
                    .podMetadata(ApiObjectMetadata.builder()
                            .labels(Map.of("app", "httpbin", "version", version))
                            .build())
                    .containers(List.of(ContainerProps.builder()
                            .image("mccutchen/go-httpbin:v2.15.0")
                            .portNumber(8080)
                            .build()))
                    .build();
        }

        SecureIngress.Builder.create(chart, "ingress")
                .name("httpbin")
                .hosts(List.of("httpbin.local.1q77.com"))
                .credential(Credential.selfSigned(
                        SelfSignedCredentialProps.builder().form(SecretForm.GENERIC).build()))
                .backend(Backend.service(service))
                .subsets(List.of(subset("v1", 0), subset("v2", 100)))
                .plainHttp(PlainHttp.SERVE)
                .alsoInMesh(true)
                .build();
        app.synth();

        // What is rendered can be tested without a cluster, too.
        TrafficTest.of(app).send(Request.get("https://httpbin.local.1q77.com/headers")).expectSubset("v2");
    }

    private static IngressSubset subset(String version, int weight) {
        return IngressSubset.builder()
                .name(version)
                .labels(Map.of("version", version))
                .weight(weight)
                .build();
    }
}
