package telaio.notebooks;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A notebook in JupyterLab, driven as a person does: menus, buttons, keys. Used by one thread.
final class LabPage implements AutoCloseable {
    /// In milliseconds; a cold machine runs a lesson in that.
    private static final double PATIENCE = 120_000;

    /// In milliseconds: longer than a client waits for what it asked by one key.
    private static final double ONCE = 3000;

    /// The kernel's state in the status bar. The indicator in the notebook's tool bar says idle
    /// before there is a kernel, and a cell run then is lost.
    private static final Pattern IDLE = Pattern.compile("\\| Idle$");

    /// The notebook in front.
    private static final String SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)";

    private final Page page;
    private final List<String> errors = new ArrayList<>();

    /// @param page shows nothing yet
    LabPage(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(errors::add);
    }

    /// What scripts of the page have thrown.
    List<String> errors() {
        return List.copyOf(errors);
    }

    /// Opens the page with the launcher and waits until it is there.
    void openLauncher(String url) {
        page.navigate(url);
        page.locator(".jp-LauncherCard").first().waitFor();
    }

    /// Waits until the launcher shows the logo of a kernel, then starts a notebook with it; returns
    /// when its kernel is idle.
    void launch(String kernel) {
        var card =
                page.locator(
                        ".jp-LauncherCard[data-category='Notebook'][title='%s']".formatted(kernel));
        page.waitForFunction(
                "image => image.naturalWidth > 0", card.locator("img").elementHandle());
        card.click();
        awaitIdle();
    }

    /// The name of the kernel in the notebook's tool bar.
    String kernelName() {
        return page.locator(".jp-KernelName, .jp-Toolbar-kernelName").first().innerText();
    }

    /// Waits until the menu Help has these items.
    void awaitHelp(List<String> items) {
        page.locator(".lm-MenuBar-itemLabel").getByText("Help", exact()).click();
        for (String item : items) {
            page.locator(".lm-Menu-itemLabel").getByText(item, exact()).waitFor();
        }
        page.keyboard().press("Escape");
    }

    /// What the menu Help says about the kernel.
    ///
    /// @param item of the menu
    String about(String item) {
        menu("Help", item);
        var dialog = page.locator(".jp-Dialog");
        dialog.waitFor();
        String text = dialog.locator(".jp-About-body").innerText();
        page.keyboard().press("Escape");
        return text;
    }

    /// Opens a notebook beside what is open, without a kernel; returns when it shows its cells.
    void openWithoutKernel(String path, int cells) {
        page.evaluate(
                """
                async path => { await jupyterapp.commands.execute('docmanager:open',
                    {path, kernelPreference: {shouldStart: false, canStart: false}}); }
                """,
                path);
        PlaywrightAssertions.assertThat(page.locator(SHOWN + " .jp-Cell"))
                .hasCount(cells, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    }

    /// Waits until the word stands somewhere in the code of the notebook, in a colour of its own.
    void awaitColour(String keyword) {
        page.waitForFunction(
                """
                ([shown, word]) => [...document.querySelectorAll(shown + ' .cm-line span')]
                    .some(it => it.textContent === word
                        && getComputedStyle(it).color !== getComputedStyle(it.parentElement).color)
                """,
                List.of(SHOWN, keyword));
    }

    /// How many dialogs ask for something, and how many outputs and cells could not be shown.
    int complaints() {
        return page.locator(".jp-Dialog, .jp-RenderedHTMLCommon .jp-mod-error, .jp-Toast-error")
                .count();
    }

    /// Closes the notebook that is shown.
    void closeShown() {
        page.evaluate("() => { jupyterapp.shell.currentWidget.close(); }");
        page.locator(SHOWN)
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /// Opens the page of a notebook and waits until its kernel is idle.
    void open(String url) {
        page.navigate(url);
        awaitIdle();
    }

    /// Menu Run, Run All Cells; returns when the last cell has ended.
    void runAll() {
        menu("Run", "Run All Cells");
        for (Locator cell : codeCells()) {
            awaitEnd(cell);
        }
        awaitIdle();
    }

    /// Puts the cursor into the code cell number `index`, from 0, and presses Shift and Enter.
    void run(int index) {
        Locator cell = codeCells().get(index);
        cell.locator(".cm-content").click();
        page.keyboard().press("Shift+Enter");
    }

    /// Waits until the cell shows that it is running, or queued.
    void awaitRunning(int index) {
        prompt(codeCells().get(index), Pattern.compile("\\[\\*\\]:"));
    }

    /// Waits until the cell shows the number of its execution.
    void awaitEnd(int index) {
        awaitEnd(codeCells().get(index));
    }

    /// Waits until an output of the cell contains `text`.
    void awaitOutput(int index, String text) {
        PlaywrightAssertions.assertThat(codeCells().get(index).locator(".jp-OutputArea"))
                .containsText(
                        text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    /// What each output of a code cell shows, from 0.
    List<String> outputs(int index) {
        return codeCells().get(index).locator(".jp-OutputArea-output").allTextContents();
    }

    int cells() {
        return codeCells().size();
    }

    /// Puts the cursor to the end of a code cell and asks what could stand there, by Tab, until the
    /// list has `text`: a client drops an answer that comes late.
    void complete(int index, String text) {
        toEnd(index);
        var item = page.locator(".jp-Completer-item").filter(has(text)).first();
        long end = System.nanoTime() + (long) (PATIENCE * 1e6);
        while (!item.isVisible()) {
            page.keyboard().press("Tab");
            try {
                item.waitFor(new Locator.WaitForOptions().setTimeout(ONCE));
            } catch (TimeoutError late) {
                if (System.nanoTime() > end) {
                    throw late;
                }
            }
        }
        page.keyboard().press("Escape");
    }

    /// Puts the cursor to the end of a code cell and asks what stands there, by Shift and Tab.
    ///
    /// @return what the tooltip says
    String inspect(int index) {
        toEnd(index);
        page.keyboard().press("Shift+Tab");
        var tooltip = page.locator(".jp-Tooltip-content");
        tooltip.waitFor();
        var text = tooltip.textContent();
        page.keyboard().press("Escape");
        return text;
    }

    private void toEnd(int index) {
        codeCells().get(index).locator(".cm-content").click();
        page.keyboard().press("Control+End");
    }

    /// Types `text` into the field in which the cell asks for it, and presses Enter.
    void answer(int index, String text) {
        // The field of an earlier question of the cell may still be there.
        var field = codeCells().get(index).locator("input.jp-Stdin-input").last();
        field.fill(text);
        field.press("Enter");
    }

    /// Presses a button among the outputs of the cell, until an output has `text`: JupyterLab shows
    /// a widget before it has made the subshell for it, and what it sends by then waits for the
    /// cell.
    void press(int index, String button, String text) {
        var cell = codeCells().get(index);
        var output = cell.locator(".jp-OutputArea-output").filter(has(text)).first();
        long end = System.nanoTime() + (long) (PATIENCE * 1e6);
        while (!output.isVisible()) {
            cell.locator(".jp-OutputArea button").filter(has(button)).click();
            try {
                output.waitFor(new Locator.WaitForOptions().setTimeout(ONCE));
            } catch (TimeoutError late) {
                if (System.nanoTime() > end) {
                    throw late;
                }
            }
        }
    }

    /// How full a bar is that the cell shows, from 0 to 1; waits until there is one.
    double progress(int index) {
        var bar = codeCells().get(index).locator(".jp-OutputArea progress").first();
        bar.waitFor();
        return ((Number) bar.evaluate("bar => bar.position")).doubleValue();
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /// The button ■ of the tool bar.
    void interrupt() {
        page.locator("[data-jp-item-name='interrupt'] jp-button").click();
    }

    /// Menu Kernel, Restart Kernel…, and the dialog's button; returns when the new kernel is idle.
    void restart() {
        menu("Kernel", "Restart Kernel…");
        page.locator(".jp-Dialog button.jp-mod-accept").click();
        status().filter(new Locator.FilterOptions().setHasNotText(IDLE)).waitFor();
        awaitIdle();
    }

    /// Menu File, Save Notebook; returns when nothing is left to save.
    void save() {
        menu("File", "Save Notebook");
        page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current:not(.jp-mod-dirty)")
                .waitFor();
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        page.close();
    }

    private void awaitIdle() {
        status().filter(new Locator.FilterOptions().setHasText(IDLE)).waitFor();
    }

    private Locator status() {
        return page.locator("#jp-main-statusbar .jp-StatusBar-TextItem")
                .filter(new Locator.FilterOptions().setHasText("|"));
    }

    private void menu(String menu, String item) {
        page.locator(".lm-MenuBar-itemLabel").getByText(menu, exact()).click();
        page.locator(".lm-Menu-itemLabel").getByText(item, exact()).click();
    }

    private static Locator.GetByTextOptions exact() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private List<Locator> codeCells() {
        return page.locator(".jp-Notebook .jp-CodeCell").all();
    }

    private static void awaitEnd(Locator cell) {
        prompt(cell, Pattern.compile("\\[\\d+\\]:"));
    }

    private static void prompt(Locator cell, Pattern text) {
        PlaywrightAssertions.assertThat(cell.locator(".jp-InputPrompt"))
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }
}
