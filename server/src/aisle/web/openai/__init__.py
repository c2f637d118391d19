"""The OpenAI-compatible part of the API, below /v1: models of the settings, embedders, and a store's assistant.

Bodies, answers, streams and errors have the form of OpenAI's API reference, so that its official clients and what is built
on them work unchanged. What cannot be done as it is asked is refused; nothing is left out in silence that changes the
meaning of a request.
"""
