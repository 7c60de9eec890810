"""Many repositories audited under one policy: what to audit (`plan`), how (`running`), what is kept (`store`), what is asked of it, and its site.

The way of the data: `file -> plan -> jobs -> crew or cluster -> worker -> auditing -> kept -> combine -> rows -> runs -> questions, site`.
"""
