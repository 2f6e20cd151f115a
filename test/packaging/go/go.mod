module example.com/httpbin

go 1.25

// The bindings that jsii-pacmak made, those of the dependencies too; paths are seen from build/consumers/go, where this is copied.
replace (
	github.com/aws/constructs-go/constructs/v10 => ../../packages/go/constructs
	github.com/cdk8s-istio/cdk8s-istio-go/cdk8sistio => ../../packages/go/cdk8sistio
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 => ../../packages/go/cdk8s
	github.com/cdk8s-team/cdk8s-plus-go/cdk8splus27/v2 => ../../packages/go/cdk8splus27
)
