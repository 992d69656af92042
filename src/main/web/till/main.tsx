import { render } from 'preact';
import { App } from './app';
import { shop } from './here';
import { keys } from './keys';

addEventListener('keydown', keys);
// A hidden window's timers are slowed down by the browser; coming back, draw what is true now.
document.addEventListener('visibilitychange', shop.changed);
addEventListener('beforeunload', event => { if (shop.notes.trouble && shop.unsent().length) event.preventDefault(); });
render(<App />, document.getElementById('app')!);
void shop.start();
