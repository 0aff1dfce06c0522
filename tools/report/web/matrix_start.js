import {Matrix} from './matrix.js';

new Matrix(document.getElementById('matrix'));
