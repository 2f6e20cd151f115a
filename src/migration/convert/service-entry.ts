import { endpoint } from './endpoint';
import { KindConverter } from './kind';
import { enumOf, exportTo, list, number, structWithOverrides, text, texts, workloadLabels } from './values';

const port = structWithOverrides((each) => {
  each.add('number', each.need('number', number));
  each.take('name', text).take('protocol', enumOf('Protocol')).take('targetPort', number);
});

/** Hosts that the mesh is told of. */
export const SERVICE_ENTRY: KindConverter = {
  group: 'networking.istio.io',
  kind: 'ServiceEntry',
  take: (spec) => {
    spec.add('hosts', spec.need('hosts', texts));
    spec
      .take('addresses', texts)
      .take('ports', list(port))
      .take('location', enumOf('ServiceEntryLocation'))
      .take('resolution', enumOf('ServiceEntryResolution'))
      .take('endpoints', list(endpoint))
      .take('workloadSelector', workloadLabels('labels'))
      .take('exportTo', exportTo)
      .take('subjectAltNames', texts);
  },
};
