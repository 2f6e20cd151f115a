// The app of examples/httpbin/main.ts in Go; both have to render the same bytes.
package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus27/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	httpbin(app)
	app.Synth()

	// What is rendered can be tested without a cluster, too.
	request := cdk8sistio.Request_Get(jsii.String("https://httpbin.local.1q77.com/headers"), nil)
	cdk8sistio.TrafficTest_Of(app).Send(request).ExpectSubset(jsii.String("v2"))
}

func httpbin(scope constructs.Construct) {
	chart := cdk8s.NewChart(scope, jsii.String("httpbin"), &cdk8s.ChartProps{Namespace: jsii.String("default")})
	service := cdk8splus27.NewService(chart, jsii.String("service"), &cdk8splus27.ServiceProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("httpbin-service")},
		Ports: &[]*cdk8splus27.ServicePort{
			{Name: jsii.String("http"), Port: jsii.Number(80), TargetPort: jsii.Number(8080)},
		},
	})
	service.SelectLabel(jsii.String("app"), jsii.String("httpbin"))
	for _, version := range []string{"v1", "v2"} {
		cdk8splus27.NewDeployment(chart, jsii.String(version), &cdk8splus27.DeploymentProps{
			PodMetadata: &cdk8s.ApiObjectMetadata{
				Labels: &map[string]*string{"app": jsii.String("httpbin"), "version": jsii.String(version)},
			},
			Containers: &[]*cdk8splus27.ContainerProps{
				{Image: jsii.String("mccutchen/go-httpbin:v2.15.0"), PortNumber: jsii.Number(8080)},
			},
		})
	}

	cdk8sistio.NewSecureIngress(chart, jsii.String("ingress"), &cdk8sistio.SecureIngressProps{
		Name:  jsii.String("httpbin"),
		Hosts: jsii.Strings("httpbin.local.1q77.com"),
		Credential: cdk8sistio.Credential_SelfSigned(&cdk8sistio.SelfSignedCredentialProps{
			Form: cdk8sistio.SecretForm_GENERIC,
		}),
		Backend: cdk8sistio.Backend_Service(service, nil),
		Subsets: &[]*cdk8sistio.IngressSubset{
			subset("v1", 0),
			subset("v2", 100),
		},
		PlainHttp:  cdk8sistio.PlainHttp_SERVE,
		AlsoInMesh: jsii.Bool(true),
	})
}

func subset(version string, weight float64) *cdk8sistio.IngressSubset {
	return &cdk8sistio.IngressSubset{
		Name:   jsii.String(version),
		Labels: &map[string]*string{"version": jsii.String(version)},
		Weight: jsii.Number(weight),
	}
}
