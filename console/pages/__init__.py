"""One module a page: parse the request, call a use case, render."""
