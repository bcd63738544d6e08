/** The playground: a page to type a request into and see the decision. */

export { readPages } from './pages.ts';
export { siteFilesOf, writeSite } from './site.ts';
