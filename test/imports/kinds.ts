import { ApiObject, ApiObjectMetadata, GroupVersionKind } from 'cdk8s';
import { Construct } from 'constructs';
import * as certmanager from '../../imports/certmanager';
import * as extensions from '../../imports/extensions';
import * as externalsecrets from '../../imports/externalsecrets';
import * as networking from '../../imports/networking';
import * as sealedsecrets from '../../imports/sealedsecrets';
import * as security from '../../imports/security';
import * as telemetry from '../../imports/telemetry';

/** Props that any kind takes, with a spec that the types say nothing about. */
export interface AnyProps {
  readonly apiVersion?: string;
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: object;
}

/** What the generated classes have in common. */
export interface KindClass {
  readonly name: string;
  readonly GVK: GroupVersionKind;
  readonly API_VERSIONS: string[];
  manifest(props: AnyProps): { [key: string]: unknown };
  new (scope: Construct, id: string, props: AnyProps): ApiObject;
}

function isKindClass(value: unknown): value is KindClass {
  return typeof value === 'function' && Object.getPrototypeOf(value) === ApiObject;
}

/** Each generated class, group by group. */
export const KINDS: KindClass[] = [
  certmanager,
  extensions,
  externalsecrets,
  networking,
  sealedsecrets,
  security,
  telemetry,
].flatMap((group) => Object.values(group).filter(isKindClass));
