// A web on loopback: one server plays all hosts, and the first part of a path is the host that was meant. Only builds for
// testing can be led here. Sites, the archive and the registries answer in the shapes in which they do.

import { createServer } from 'node:http';

/** What else stands on a page: with less it would not be taken for a whole one. */
const REST = `<p>The weather of the year before last is kept in the loft, in boxes, by month, and whoever wants to see it must
  ask at the desk on a Tuesday, when the keeper of the loft is there and has brought the ladder. Tea is not served. Dogs wait
  outside, on the bench beside the pump, which was painted green by the children of the school one summer and has been green
  ever since, whatever the council says about it.</p>`;

export async function playWeb() {
  const pages = new Map();
  const asked = [];
  const server = createServer((request, answer) => {
    const at = request.url.slice(1);
    asked.push(at);
    const [status, headers, body] = pages.get(at) ?? [404, {}, 'no such page'];
    answer.writeHead(status, headers).end(body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

  const put = (at, body, status = 200, headers = {}) => pages.set(at, [status, headers, body]);
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** What was asked for, in order. */
    asked,
    hosts: () => [...new Set(asked.map((at) => at.split('/')[0]))],
    put,
    close: () => server.close(),

    page(at, title, body, meta = '') {
      put(at, `<!doctype html><html><head><title>${title}</title>${meta}</head><body><h1>${title}</h1>${body}${REST}</body></html>`, 200, {
        'content-type': 'text/html; charset=utf-8',
      });
    },

    /** A page that is gone, and a copy of it in the archive. */
    archived(address, stamp, text) {
      const { host, pathname } = new URL(address);
      put(`${host}${pathname}`, 'gone', 410);
      const row = [`${host.split('.').reverse().join(',')})${pathname}`, stamp, address, 'text/html', '200', 'AAAA', '100'];
      const rows = [['urlkey', 'timestamp', 'original', 'mimetype', 'statuscode', 'digest', 'length'], row];
      const query = 'output=json&filter=statuscode:200&collapse=digest&limit=-5';
      const captures = `web.archive.org/cdx/search/cdx?url=${encodeURIComponent(address)}&${query}`;
      put(captures, JSON.stringify(rows), 200, { 'content-type': 'application/json' });
      const [, year, month, day] = /^(....)(..)(..)/.exec(stamp);
      const taken = new Date(Date.UTC(year, month - 1, day)).toUTCString();
      const headers = { 'content-type': 'text/html', 'memento-datetime': taken };
      put(`web.archive.org/web/${stamp}id_/${address}`, `<p>${text}</p>${REST}`, 200, headers);
    },

    /** A work as Crossref knows it. */
    work(doi, fields) {
      const record = { DOI: doi, type: 'journal-article', ...fields };
      put(`api.crossref.org/works/${doi}`, JSON.stringify({ status: 'ok', message: record }), 200, { 'content-type': 'application/json' });
    },
  };
}
