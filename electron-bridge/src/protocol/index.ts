// What a screen and a lane say to each other: docs/16-protocol-documents.md. All but wire.ts is made from asyncapi.json.
export * from './shapes.js';
export * from './board.js';
export * from './fromScreen.js';
export * from './fromNode.js';
export * from './wire.js';
