// What the build adds to a page.

declare module '*.css';

declare module '*.svg' {
  /** The picture as a data: address. */
  const address: string;
  export default address;
}

declare module 'tillmesh:words' {
  /** Language → key → text: this page's keys and those of `look.`, of every file in words/. */
  const words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default words;
}
