import * as extensions from '../../../imports/extensions';
import { misuse } from '../../kernel/errors';
import { ExtensionProps } from '../extension-props';
import { renderTrafficSelector } from '../traffic-selector';

const INT32_MIN = -2_147_483_648;
const INT32_MAX = 2_147_483_647;

/** What both kinds of extensions render alike. */
interface RenderedPlacement {
  /** Its place among the extensions of its phase. */
  readonly priority?: number;
  /** The traffic that passes it. */
  readonly match?: extensions.TrafficSelector[];
}

/** Throws unless Istio takes the priority and the ports. */
export function renderPlacement(props: ExtensionProps): RenderedPlacement {
  const { priority } = props;
  if (priority !== undefined && (!Number.isInteger(priority) || priority < INT32_MIN || priority > INT32_MAX)) {
    throw misuse({
      rule: `the priority of an extension must be a whole number from ${INT32_MIN} to ${INT32_MAX}`,
      received: priority,
      fix: 'give such a number, or leave it out for 0',
    });
  }
  return { priority, match: props.match?.map((selector, index) => renderTrafficSelector(selector, `match[${index}]`)) };
}
