
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('swot', '0002_guided_path'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SetAsideCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(blank=True)),
                ('answers', models.JSONField(default=list)),
                ('basis', models.TextField(blank=True)),
                ('taken_on', models.DateField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Upgrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='UpgradeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80)),
                ('choice', models.CharField(choices=[('keep', 'Keep'), ('anew', 'Write anew'), ('park', 'Park')], max_length=4)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='answer',
            name='one_answer_a_prompt',
        ),
        migrations.AddField(
            model_name='answer',
            name='aside',
            field=models.CharField(blank=True, choices=[('anew', 'to be written anew'), ('parked', 'parked')], max_length=6),
        ),
        migrations.AddField(
            model_name='answer',
            name='given_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='swot.prompt'),
        ),
        migrations.AddField(
            model_name='line',
            name='aside_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lines_aside', to='swot.answer'),
        ),
        migrations.AddField(
            model_name='templateversion',
            name='closes_on',
            field=models.DateField(blank=True, null=True, verbose_name='closes on'),
        ),
        migrations.AddField(
            model_name='templateversion',
            name='is_offered',
            field=models.BooleanField(default=False, verbose_name='offered even where only words changed'),
        ),
        migrations.AddField(
            model_name='templateversion',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='swot.templateversion'),
        ),
        migrations.AddField(
            model_name='setasidecheck',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='swot.templateversion'),
        ),
        migrations.AddField(
            model_name='setasidecheck',
            name='workbook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks_aside', to='swot.workbook'),
        ),
        migrations.AddField(
            model_name='upgrade',
            name='begun_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='upgrade',
            name='snapshot',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='upgrade', to='swot.snapshot'),
        ),
        migrations.AddField(
            model_name='upgrade',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='swot.templateversion'),
        ),
        migrations.AddField(
            model_name='upgrade',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='swot.templateversion'),
        ),
        migrations.AddField(
            model_name='upgrade',
            name='workbook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='upgrades', to='swot.workbook'),
        ),
        migrations.AddField(
            model_name='setasidecheck',
            name='upgrade',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='checks_aside', to='swot.upgrade'),
        ),
        migrations.AddField(
            model_name='answer',
            name='aside_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='set_aside', to='swot.upgrade'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(condition=models.Q(('aside', '')), fields=('workbook', 'prompt'), name='one_answer_a_prompt'),
        ),
        migrations.AddField(
            model_name='upgradechoice',
            name='chosen_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='upgradechoice',
            name='upgrade',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='swot.upgrade'),
        ),
        migrations.AddConstraint(
            model_name='upgrade',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('finished_at', None)), fields=('workbook',), name='one_open_upgrade_a_workbook'),
        ),
        migrations.AddConstraint(
            model_name='upgradechoice',
            constraint=models.UniqueConstraint(fields=('upgrade', 'code'), name='one_choice_a_code'),
        ),
    ]
