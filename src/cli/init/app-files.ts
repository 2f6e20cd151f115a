import { AppFile, AppOptions, className, rendersKeys } from './app-options';
import { Versions } from './versions';

/** What makes a cdk8s app of a folder. */
export function appFiles(options: AppOptions, versions: Versions): readonly AppFile[] {
  return [
    { path: 'package.json', text: `${JSON.stringify(manifest(options, versions), undefined, 2)}\n` },
    { path: 'tsconfig.json', text: `${JSON.stringify(TSCONFIG, undefined, 2)}\n` },
    { path: 'cdk8s.yaml', text: 'language: typescript\napp: npx tsx main.ts\noutput: dist\n' },
    { path: 'main.ts', text: main(options) },
    { path: '.gitignore', text: 'node_modules/\ndist/\n.cdk8s-istio/\n' },
    { path: 'README.md', text: readme(options) },
  ];
}

/** Where this is laid out for programs to change, and what runs it. */
function manifest({ service }: AppOptions, versions: Versions): object {
  return {
    name: `${service}-manifests`,
    version: '0.0.0',
    private: true,
    scripts: {
      synth: 'cdk8s synth',
      test: 'tsc && node --import tsx --test test/*.test.ts',
    },
    dependencies: versions.of('cdk8s', 'cdk8s-istio', 'cdk8s-plus-27', 'constructs'),
    devDependencies: versions.of('@types/node', 'cdk8s-cli', 'tsx', 'typescript'),
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'Node16',
    moduleResolution: 'Node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  },
  include: ['*.ts', 'test'],
};

function main({ service }: AppOptions): string {
  const name = className(service);
  return `import { App } from 'cdk8s';
import { IstioAnalysis } from 'cdk8s-istio';
import { ${name}Ingress } from './${service}-ingress';

const app = new App();
// A mistake ends the synth, with the construct that made it, its place in the program and the fix.
IstioAnalysis.attach(app);
new ${name}Ingress(app, '${service}');
app.synth();
`;
}

function readme({ service, host, credential }: AppOptions): string {
  return `# ${service}: TLS for ${host}

\`\`\`sh
npm install
npm test             # types, and where requests go
npx cdk8s synth      # writes dist/, unless something is wrong with it
kubectl apply -f dist/
\`\`\`

Where does a request go, and why?

\`\`\`sh
npx cdk8s-istio explain https://${host.replace(/^\*\.?/, 'any.')}/ dist/
\`\`\`
${rendersKeys(credential) ? '\n`dist/` holds a private key: neither it nor `.cdk8s-istio/` is for Git.\n' : ''}`;
}
