import { App, Chart } from 'cdk8s';
import { HeaderOperations, HttpHeaders } from '../../src/networking/header-operations';
import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { HttpRoute } from '../../src/networking/http-route';
import { misuseOf } from '../support/misuse-of';

const context = { owner: new Chart(new App(), 'chart') };
const routeWith = (headers: HttpHeaders) => HttpRoute.directResponse(HttpDirectResponse.status(200), { headers });
const render = (route: HttpRoute) => JSON.parse(JSON.stringify(route._render(context))).headers;

test.each<[string, HeaderOperations]>([
  ['nothing', {}],
  ['set', { set: { 'x-a': '1', 'X-B': '' } }],
  ['nothing set', { set: {} }],
  ['add', { add: { 'x-a': 'a, b' } }],
  ['remove', { remove: ['x-a'] }],
  ['nothing removed', { remove: [] }],
  ['percent signs', { set: { 'x-a': '100%%', 'x-b': '%%%REQ(x-user)%%%' } }],
  ['variables', { set: { 'x-a': 'a %PROTOCOL% b %START_TIME(%s)%', 'x-b': '%FILTER_STATE(["a", "b"])%' } }],
  ['a tab', { set: { 'x-a': 'a\tb' } }],
])('%s', (_, operations) => {
  const headers = { request: operations, response: operations };
  expect(render(routeWith(headers))).toEqual(headers);
});

test('one side alone', () => {
  expect(render(routeWith({ request: {} }))).toEqual({ request: {} });
  expect(render(routeWith({ response: {} }))).toEqual({ response: {} });
  expect(render(routeWith({}))).toEqual({});
});

test.each(['host', 'Host', ':authority'])('%s can be set and added in requests', (name) => {
  const value = { [name]: 'a.test:8080' };
  expect(render(routeWith({ request: { set: value } }))).toEqual({ request: { set: value } });
  expect(render(routeWith({ request: { add: value } }))).toEqual({ request: { add: value } });
});

const NAME = 'must be the name of a header';
const AUTHORITY = 'must not be the authority: it can only be set, and only in requests';
const PERCENT = "must have every '%' doubled or around one of Envoy's variables";

test.each<[string, HttpHeaders, string, string, RegExp]>([
  ['an empty name', { request: { set: { '': 'a' } } }, `http.headers.request.set[""] ${NAME}`, '""', /letters/],
  [
    'a name with a space',
    { response: { add: { 'x a': 'a' } } },
    `http.headers.response.add["x a"] ${NAME}`,
    '"x a"',
    /letters/,
  ],
  [
    'a pseudo-header',
    { request: { set: { ':path': '/' } } },
    `http.headers.request.set[":path"] ${NAME}`,
    '":path"',
    /pseudo/,
  ],
  [
    'a pseudo-header to remove',
    { request: { remove: ['a', ':path'] } },
    `http.headers.request.remove[1] ${NAME}`,
    '":path"',
    /pseudo/,
  ],
  [
    'the authority to remove',
    { request: { remove: ['Host'] } },
    `http.headers.request.remove[0] ${AUTHORITY}`,
    '"Host"',
    /`set`/,
  ],
  [
    'the authority of a response',
    { response: { set: { host: 'a' } } },
    `http.headers.response.set["host"] ${AUTHORITY}`,
    '"host"',
    /`set`/,
  ],
  [
    'a URL as authority',
    { request: { set: { host: 'http://a' } } },
    'http.headers.request.set["host"] must be a host with an optional port',
    '"http://a"',
    /www/,
  ],
  [
    'a lone percent sign',
    { request: { set: { a: '100%' } } },
    `http.headers.request.set["a"] ${PERCENT}`,
    '"100%"',
    /100%%/,
  ],
  [
    'an open variable',
    { request: { add: { a: 'abc%123' } } },
    `http.headers.request.add["a"] ${PERCENT}`,
    '"abc%123"',
    /100%%/,
  ],
  [
    'a percent sign behind a variable',
    { response: { set: { a: '%START_TIME%%' } } },
    `http.headers.response.set["a"] ${PERCENT}`,
    '"%START_TIME%%"',
    /100%%/,
  ],
  [
    'open arguments',
    { response: { set: { a: '%REQ(a%' } } },
    `http.headers.response.set["a"] ${PERCENT}`,
    '"%REQ(a%"',
    /100%%/,
  ],
  [
    'a line break',
    { response: { set: { a: 'b\nc' } } },
    'http.headers.response.set["a"] must be a text without control characters',
    '"b\\nc"',
    /line breaks/,
  ],
  [
    'a value that is no text',
    { request: { set: { a: 1 as unknown as string } } },
    'http.headers.request.set["a"] must be a text without control characters',
    '1',
    /line breaks/,
  ],
])('%s is refused', (_, headers, rule, received, fix) => {
  expect(misuseOf(() => routeWith(headers))).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('what was passed can change later without effect', () => {
  const headers = { request: { set: { a: '1' }, add: { b: '2' }, remove: ['c'] } };
  const route = routeWith(headers);
  headers.request.set.a = '3';
  headers.request.add.b = '4';
  headers.request.remove.push('d');
  expect(render(route)).toEqual({ request: { set: { a: '1' }, add: { b: '2' }, remove: ['c'] } });
});
