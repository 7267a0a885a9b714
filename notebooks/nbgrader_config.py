# nbgrader for this course: run nbgrader in this folder, or copy this file to the root of yours.
# The kernel must be installed where nbgrader runs: install/telaio install
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "telaio"
# One folder for each lesson. `telaio release` makes the same notebooks without nbgrader.
c.CourseDirectory.source_directory = "solutions"
# A lesson has two notebooks, and a student hands in one: a course is in one language, "it" or "en".
c.CourseDirectory.notebook_id = "it"

# A stub without a statement would not compile: this one fails when it is called.
c.ClearSolutions.code_stub = {"java": "throw Exercise.toDo();"}
c.ClearSolutions.text_stub = "*Scrivi qui la tua risposta. / Write your answer here.*"

# The marks may stand in a comment of any kind.
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"
c.ClearMarkScheme.begin_mark_scheme_delimeter = "BEGIN MARK SCHEME"
c.ClearMarkScheme.end_mark_scheme_delimeter = "END MARK SCHEME"

# Tests are written, not made: AUTOTEST knows no Java.
c.InstantiateTests.enabled = False

# A cell may start processes, and wait for them.
c.Execute.timeout = 60
c.ExecutePreprocessor.timeout = 60
