import {Bench} from './pair.js';
import {countersOf} from './pair_read.js';

const counters = countersOf(document);
const data = document.getElementById('bench-data');
if (counters.length > 0) {
  new Bench(document.getElementById('bench'), counters, JSON.parse(data.textContent));
}
