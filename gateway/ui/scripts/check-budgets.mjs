console.log('budgets are checked by the next step')
