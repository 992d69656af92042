import { render } from 'preact';
import { App } from './app';
import { look } from './line';

look();
render(<App />, document.getElementById('app')!);
