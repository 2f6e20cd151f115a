import { isIpv4, isIpv6 } from '../semantics/ip-address';
import { isGoUri } from './cel/go-url';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+$|^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/** Whether a text is of a format. What Kubernetes does not know as a format it does not check. */
export const TEXT_FORMATS: { readonly [format: string]: (text: string) => boolean } = {
  byte: (text) => BASE64.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T'))),
  email: (text) => EMAIL.test(text),
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isGoUri,
  uuid: (text) => UUID.test(text),
};

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** Whether a number fits into the format of its schema. */
export function fitsNumber(value: number, format: string | undefined): boolean {
  switch (format) {
    case 'int32':
      return Number.isInteger(value) && value >= -INT32 && value < INT32;
    case 'int64':
      return Number.isInteger(value) && value >= -INT64 && value < INT64;
    case 'uint32':
      return Number.isInteger(value) && value >= 0 && value < 2 * INT32;
    default:
      return true;
  }
}
