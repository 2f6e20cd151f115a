import { isJsonObject } from '../../mesh/wire/json';
import { array, call, cdk8s, Expression, factory, istio, json, member, object } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converted, Converter, Properties, Site } from './properties';

/** Code that says all of a value. */
export function whole(code: Expression): Converted {
  return { code };
}

/** A text. */
export const text: Converter = (value) => whole(json(textOf(value)));

/** A number. */
export const number: Converter = (value) => {
  if (typeof value !== 'number') {
    throw new Inexpressible();
  }
  return whole(json(value));
};

/** A truth value. */
export const flag: Converter = (value) => {
  if (typeof value !== 'boolean') {
    throw new Inexpressible();
  }
  return whole(json(value));
};

/** A list whose items each have typed code that says all of them. */
export function list(item: Converter): Converter {
  return (value, at) => whole(array(itemsOf(value, item, at)));
}

/** The code of each item of a list. */
export function itemsOf(value: unknown, item: Converter, at: Site): Expression[] {
  if (!Array.isArray(value)) {
    throw new Inexpressible();
  }
  return value.map((each, index) => itemOf(each, item, at.entry(index)));
}

/** The code of an item; where its class refuses it, with one of its fields in overrides, or all of them. */
function itemOf(value: unknown, item: Converter, at: Site): Expression {
  const fields = isJsonObject(value) ? Object.keys(value).map((field) => at.of(field).path) : [];
  for (const held of [[], ...fields.map((field) => [field]), fields]) {
    try {
      const { code, rest } = at.conversion.holding(held, () => item(value, at));
      at.conversion.check(code);
      if (rest === undefined) {
        return code;
      }
    } catch (error) {
      if (!(error instanceof Inexpressible)) {
        throw error;
      }
    }
  }
  throw new Inexpressible();
}

/** A map whose values each have typed code. */
export function mapOf(item: Converter): Converter {
  return (value, at) => {
    if (!isJsonObject(value)) {
      throw new Inexpressible();
    }
    return whole(
      object(
        Object.entries(value).map(([key, each]): [string, Expression] => {
          const { code, rest } = item(each, at.of(key));
          if (rest !== undefined) {
            throw new Inexpressible();
          }
          return [key, code];
        }),
      ),
    );
  };
}

/** A list of texts. */
export const texts = list(text);

/** A list of numbers. */
export const numbers = list(number);

/** A map of texts. */
export const textMap = mapOf(text);

/** A map of numbers. */
export const numberMap = mapOf(number);

/** JSON of any shape, as a map. */
export const jsonMap: Converter = (value) => {
  if (!isJsonObject(value)) {
    throw new Inexpressible();
  }
  return whole(json(value));
};

/** The member of an enum. */
export function enumOf(enumName: string): Converter {
  return (value, at) => whole(at.conversion.enumMember(enumName, value));
}

const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const UNITS: { readonly [unit: string]: string } = { ms: 'millis', s: 'seconds', m: 'minutes', h: 'hours' };

/** A duration, where the library would write it with the same number and unit. */
export const duration: Converter = (value) => {
  const [, amount, unit] = DURATION.exec(textOf(value)) ?? [];
  if (amount === undefined || String(Number(amount)) !== amount || amount.includes('.')) {
    throw new Inexpressible();
  }
  return whole(durationCode(Number(amount), UNITS[unit]));
};

/** A number of seconds as a duration. */
export const seconds: Converter = (value) => {
  if (typeof value !== 'number') {
    throw new Inexpressible();
  }
  return whole(durationCode(value, 'seconds'));
};

function durationCode(amount: number, factoryName: string): Expression {
  return call(member(cdk8s('Duration'), factoryName), json(amount));
}

/** A percentage that is wrapped into an object. */
export const percent: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = properties.need('value', number);
  return { code, rest: properties.rest };
};

/** An object whose fields are taken one by one; what is left is handed up. */
export function struct(take: (properties: Properties) => void): Converter {
  return (value, at) => {
    const properties = new Properties(value, at);
    take(properties);
    return properties.loosely();
  };
}

/** An object whose fields are taken one by one, with `overrides` for what is left. */
export function structWithOverrides(take: (properties: Properties) => void): Converter {
  return (value, at) => {
    const properties = new Properties(value, at);
    take(properties);
    return whole(properties.withOverrides());
  };
}

/** The match of a text by its beginning, as a whole, or by a regular expression. */
export const stringMatch: Converter = (value) => {
  const entries = Object.entries(isJsonObject(value) ? value : {});
  const [kind, compared] = entries[0] ?? [];
  if (entries.length !== 1 || !['exact', 'prefix', 'regex'].includes(kind)) {
    throw new Inexpressible();
  }
  return whole(factory('StringMatch', kind, json(textOf(compared))));
};

/** Whether a converter's value is a text, and which. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') {
    throw new Inexpressible();
  }
  return value;
}

/** The namespaces that an object is exported to. */
export const exportTo: Converter = list((value) => {
  const namespace = textOf(value);
  const named: { readonly [value: string]: string } = { '*': 'everywhere', '.': 'ownNamespace', '~': 'nowhere' };
  return whole(
    Object.hasOwn(named, namespace)
      ? call(member(istio('ExportTo'), named[namespace]))
      : factory('ExportTo', 'namespace', json(namespace)),
  );
});

/** The labels of a selector, which has them in one field. */
export function workloadLabels(field: string): Converter {
  return (value, at) => {
    const properties = new Properties(value, at);
    const code = properties.need(field, textMap);
    return { code, rest: properties.rest };
  };
}
