"""Pictures as frozen values: one code for page and print, each with its title, text alternative and table of numbers.

Functions here read no rows and draw nothing: they give geometry, and `templates/charts/*.svg` turn it into SVG.
"""
