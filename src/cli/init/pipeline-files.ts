import { AppFile, AppOptions, rendersKeys } from './app-options';

/** The files of pipelines: they test, synthesize, analyse, and tell a pull request what it does to traffic. */
export function pipelineFiles(options: AppOptions): readonly AppFile[] {
  const { pipeline } = options;
  return [
    ...(pipeline === 'github' || pipeline === 'both'
      ? [{ path: '.github/workflows/manifests.yml', text: github(options) }]
      : []),
    ...(pipeline === 'gitlab' || pipeline === 'both' ? [{ path: '.gitlab-ci.yml', text: gitlab(options) }] : []),
  ];
}

/** Manifests with a key in them are for nobody to download. */
function github({ credential }: AppOptions): string {
  const artifact = rendersKeys(credential)
    ? ''
    : `      - uses: actions/upload-artifact@v4
        with:
          name: manifests
          path: dist/
`;
  return `name: manifests
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  manifests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npm test
      - run: npx cdk8s synth
      - run: npx cdk8s-istio analyze --partial dist/
${artifact}      - name: Tell which requests fare otherwise
        if: github.event_name == 'pull_request'
        run: |
          git fetch --depth=1 origin "$GITHUB_BASE_REF"
          git worktree add ../base FETCH_HEAD
          # Before there is an app there is nothing to compare with.
          test -e ../base/cdk8s.yaml || exit 0
          (cd ../base && npm ci && npx cdk8s synth)
          # It ends with 1 where there are some.
          npx cdk8s-istio diff ../base/dist dist --format markdown >> "$GITHUB_STEP_SUMMARY" || [ $? -eq 1 ]
`;
}

function gitlab({ credential }: AppOptions): string {
  const artifact = rendersKeys(credential)
    ? ''
    : `  artifacts:
    paths: [dist/]
    reports:
      junit: analysis.xml
`;
  return `image: node:24

manifests:
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]
  script:
    - npm ci --cache .npm
    - npm test
    - npx cdk8s synth
    - npx cdk8s-istio analyze --partial dist/ --format junit --output analysis.xml
${artifact}
traffic-changes:
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
  script:
    - npm ci
    - npx cdk8s synth
    - git fetch --depth=1 origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    - git worktree add ../base FETCH_HEAD
    # Before there is an app there is nothing to compare with.
    - test -e ../base/cdk8s.yaml || exit 0
    - (cd ../base && npm ci && npx cdk8s synth)
    # It ends with 1 where there are some.
    - npx cdk8s-istio diff ../base/dist dist --format markdown > traffic-changes.md || [ $? -eq 1 ]
    - cat traffic-changes.md
  artifacts:
    paths: [traffic-changes.md]
`;
}
