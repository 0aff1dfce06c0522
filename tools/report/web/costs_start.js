import {Costs} from './costs.js';

const data = document.getElementById('costs-data');
// Without uPlot there are the tables.
if (typeof uPlot !== 'undefined') {
  new Costs(document.getElementById('costs'), JSON.parse(data.textContent));
}
