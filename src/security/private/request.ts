import { misuse } from '../../kernel/errors';
import { Check, checkText, checkWildcard } from './check';

const METHOD = /^[!#$%&'*+.^_`|~0-9A-Z-]+$/;
const PORT = /^(0|[1-9]\d{0,4})$/;

/** An HTTP method in capitals, with `*` at one of its ends. */
export const checkMethod: Check = (value, field) => {
  checkWildcard(value, field);
  if (!METHOD.test(value)) {
    throw misuse({
      rule: `${field} must be HTTP methods in capitals: they are compared letter by letter`,
      received: value,
      fix: `write '${value.toUpperCase().replace(/[^A-Z]/g, '') || 'GET'}'`,
    });
  }
  return value;
};

/** A host as a client asks for it, with its port if the client sends one, and `*` at one of its ends. */
export const checkRequestHost: Check = (value, field) => {
  checkWildcard(value, field);
  if (/[\s/?#]/.test(value)) {
    throw misuse({
      rule: `${field} must be hosts as in the Host header`,
      received: value,
      fix: `write '${value.replace(/^.*?:\/\//, '').split(/[\s/?#]/)[0] || 'shop.example.com'}'`,
    });
  }
  return value;
};

/** A port number in its decimal digits. */
export const checkPortText: Check = (value, field) => {
  checkText(value, field);
  if (!PORT.test(value) || Number(value) < 1 || Number(value) > 65535) {
    throw misuse({
      rule: `${field} must be port numbers`,
      received: value,
      fix: 'give whole numbers from 1 to 65535',
    });
  }
  return value;
};
