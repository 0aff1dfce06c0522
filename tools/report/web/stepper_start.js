import {Stepper} from './stepper.js';

const data = document.getElementById('stepper-data');
if (data !== null) {
  new Stepper(document.getElementById('stepper'), JSON.parse(data.textContent));
}
