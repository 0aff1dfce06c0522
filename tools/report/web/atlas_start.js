import {Atlas} from './atlas.js';

new Atlas(document.getElementById('atlas'),
    JSON.parse(document.getElementById('atlas-data').textContent));
