"""What each country sells and could sell: indicators, product space, export potential and growth points."""
