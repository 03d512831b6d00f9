import { main } from './main.ts'

// Without a top-level await, which would make ncc wrap all code in a function that Node parses twice.
void main().then(code => process.exit(code))
